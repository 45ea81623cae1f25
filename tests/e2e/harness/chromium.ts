import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from '@playwright/test'
import { Desk } from './desk.ts'
import { tapRemoteAudio } from './listening.ts'

export const agentSpeech = fileURLToPath(new URL('../assets/agent-speech.wav', import.meta.url))

/** Chromium's switches for a machine without a sound card or a network: the microphone is a file. */
export function mediaSwitches(microphoneWav: string): string[] {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${microphoneWav}`,
    '--autoplay-policy=no-user-gesture-required',
    '--allow-loopback-in-peer-connection',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
}

export function launchChromium(microphoneWav = agentSpeech): Promise<Browser> {
  const system = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  )
  return chromium.launch({
    ...(system ? { executablePath: system } : { channel: 'chrome' }),
    args: [...mediaSwitches(microphoneWav), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
}

/** The web phone in a browser of its own, signed in as a demo agent. */
export async function openWebDesk(serverUrl: string, username: string): Promise<Desk> {
  const browser = await launchChromium()
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } })
  await context.grantPermissions(['microphone'], { origin: serverUrl })
  await context.addInitScript(tapRemoteAudio)
  const page = await context.newPage()
  await page.goto(`${serverUrl}/#demo=${username}`)
  return new Desk(page, () => browser.close())
}
