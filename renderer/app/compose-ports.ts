import ring from '../../resources/sounds/ring.wav?url'
import waiting from '../../resources/sounds/waiting.wav?url'
import { createDevices } from '../adapters/audio/devices.ts'
import { browserMicrophoneDeps, createMicrophone } from '../adapters/audio/microphone.ts'
import { createRingTone } from '../adapters/audio/ring-tone.ts'
import { clock } from '../adapters/browser/clock.ts'
import { inTurn } from '../adapters/browser/in-turn.ts'
import { createLocalSettings } from '../adapters/browser/local-settings.ts'
import { noBundled, noDesktop, noProgram } from '../adapters/browser/no-desktop.ts'
import { onOnline } from '../adapters/browser/online.ts'
import { createWebNotifications } from '../adapters/browser/notifications.ts'
import { createDesktopPage, createWebPage } from '../adapters/browser/page.ts'
import { desktopBridge } from '../adapters/desktop/bridge.ts'
import { createDesktopBundled } from '../adapters/desktop/desktop-bundled.ts'
import { desktopNotifications } from '../adapters/desktop/desktop-notifications.ts'
import { createDesktopProgram } from '../adapters/desktop/desktop-program.ts'
import { createDesktopSession } from '../adapters/desktop/desktop-session.ts'
import { createDesktopSettings } from '../adapters/desktop/desktop-settings.ts'
import { createDesktop, type RingingWords } from '../adapters/desktop/desktop.ts'
import { createCookieSession } from '../adapters/server/cookie-session.ts'
import { openRealtime } from '../adapters/server/realtime.ts'
import { createServerClient } from '../adapters/server/server.ts'
import { loadTaskRouterSdk } from '../adapters/twilio-taskrouter/sdk.ts'
import { createTaskRouterWorker } from '../adapters/twilio-taskrouter/worker.ts'
import { loadVoiceSdk, loadVoiceSound } from '../adapters/twilio-voice/sdk.ts'
import { voiceSounds } from '../adapters/twilio-voice/sounds.ts'
import { createTwilioVoice } from '../adapters/twilio-voice/voice.ts'
import type { Ports } from './engine/ports.ts'

/** The browser refuses `fetch` as another object's method. */
function fetchFromPage(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init)
}

/** The real ports: on the desktop through its bridge, in a browser through the page. */
export function composePorts(words: RingingWords): Ports {
  const bridge = desktopBridge()
  const microphone = createMicrophone(browserMicrophoneDeps())
  return {
    bundled: bridge === null ? noBundled : createDesktopBundled(bridge),
    clock,
    microphone,
    desktop: bridge === null ? noDesktop : createDesktop(bridge, words, onOnline),
    devices: createDevices(
      navigator.mediaDevices ?? null,
      'setSinkId' in HTMLMediaElement.prototype,
    ),
    program: bridge === null ? noProgram : createDesktopProgram(bridge),
    settings: bridge === null ? createLocalSettings(localStorage) : createDesktopSettings(bridge),
    notifications:
      bridge === null ? createWebNotifications(globalThis.window) : desktopNotifications,
    page: bridge === null ? createWebPage(globalThis.window) : createDesktopPage(globalThis.window),
    session:
      bridge === null ? createCookieSession(fetchFromPage, inTurn) : createDesktopSession(bridge),
    server: createServerClient({ fetch: fetchFromPage, openRealtime }),
    sound: createRingTone(new Audio(ring), new Audio(waiting)),
    voice: createTwilioVoice({
      getUserMedia: (constraints) => microphone.take(constraints),
      loadSdk: loadVoiceSdk,
      loadSound: loadVoiceSound,
      sounds: voiceSounds,
      PeerConnection: globalThis.RTCPeerConnection,
      clock,
    }),
    worker: createTaskRouterWorker(loadTaskRouterSdk),
  }
}
