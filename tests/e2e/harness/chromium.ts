import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from '@playwright/test'
import { Desk } from './desk.ts'
import { tapRemoteAudio } from './listening.ts'

export const agentSpeech = fileURLToPath(new URL('../assets/agent-speech.wav', import.meta.url))

/** Chromium's switches for a machine without a sound card or a network: the microphone is a file. */
function mediaSwitches(microphoneWav: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${microphoneWav}`,
    '--autoplay-policy=no-user-gesture-required',
    '--allow-loopback-in-peer-connection',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
}

/** Answers the question for the microphone with *Allow*, whatever the browser's settings say. */
const allowing = ['--use-fake-ui-for-media-stream']

/** `asks`: nobody answers the browser's question for the microphone, and its settings decide. */
export function launchChromium(
  microphoneWav = agentSpeech,
  { asks = false }: { readonly asks?: boolean } = {},
): Promise<Browser> {
  const system = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  )
  return chromium.launch({
    ...(system ? { executablePath: system } : { channel: 'chrome' }),
    args: [
      ...mediaSwitches(microphoneWav),
      ...(asks ? [] : allowing),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
}

/** The web phone in a browser of its own, signed in as a demo agent. */
export async function openWebDesk(serverUrl: string, username: string): Promise<Desk> {
  const desk = await openPage(serverUrl)
  await desk.page.goto(`${serverUrl}/#demo=${username}`)
  return desk
}

/** The same, signed in by name and password as in a real contact centre: nothing renews that but its cookie. */
export async function openWebDeskByPassword(serverUrl: string, username: string): Promise<Desk> {
  const desk = await openPage(serverUrl)
  const { page } = desk
  await page.goto(serverUrl)
  await page.getByRole('textbox', { name: 'Username' }).fill(username)
  await page.getByLabel('Password').fill('cordboard')
  await desk.button('Sign in').click()
  return desk
}

async function openPage(serverUrl: string): Promise<Desk> {
  const browser = await launchChromium()
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } })
  await context.grantPermissions(['microphone'], { origin: serverUrl })
  await context.addInitScript(tapRemoteAudio)
  return new Desk(await context.newPage(), () => browser.close())
}
