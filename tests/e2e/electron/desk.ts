import { agentSpeech } from '../harness/chromium.ts'
import { Desk } from '../harness/desk.ts'
import { tapRemoteAudio } from '../harness/listening.ts'
import { launchDesktop } from './launch.ts'

/** The desktop with a profile of its own, signed in as a demo agent. */
export async function openElectronDesk(serverUrl: string, username: string): Promise<Desk> {
  const { page, close } = await launchDesktop({
    serverUrl,
    fakeMicrophoneWav: agentSpeech,
    env: { CORDBOARD_DEMO: username },
  })
  // A script can be set only when the window is open; when the page loads again, it starts with the script.
  await page.addInitScript(tapRemoteAudio)
  await page.reload()
  return new Desk(page, close)
}
