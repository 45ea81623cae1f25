import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { launchChromium } from './browser.mjs'
import { firstJsonLine, startProcess, stopProcesses } from './processes.mjs'
import { projectNode, root, toolEnvironment } from './root.mjs'

const size = { width: 800, height: 560 }
const frameMs = 125
const microphone = join(root, 'tests/e2e/assets/agent-speech.wav')

/** Films the web phone on a sandbox of its own, from the first sign-in to the end of after-call work. */
export async function filmFirstCall(folder) {
  const data = mkdtempSync(join(tmpdir(), 'cordboard-film-'))
  const browser = await launchChromium([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${microphone}`,
    '--allow-loopback-in-peer-connection',
  ])
  try {
    const { server, sandbox } = await startServer(data)
    const page = await browser.newPage({
      viewport: size,
      deviceScaleFactor: 1.5,
      colorScheme: 'light',
    })
    await page.addInitScript(drawPointer)
    await page.goto(`${server}/#demo=ada`)
    await page.getByRole('button', { name: /^Status: (?!Getting ready|Not reachable)/ }).waitFor()
    const camera = startCamera(page)
    await playCall(page, sandbox)
    await save(await camera.stop(), join(folder, 'first-call.webp'))
  } finally {
    await browser.close()
    await stopProcesses()
    rmSync(data, { recursive: true, force: true })
  }
}

function startServer(data) {
  const server = startProcess(projectNode, ['server/main.ts'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...toolEnvironment(),
      CORDBOARD_LOG_LEVEL: 'error',
      CORDBOARD_PORT: '0',
      CORDBOARD_DATA: data,
      CORDBOARD_TIED: '1',
    },
  })
  return firstJsonLine(server, 'The server')
}

/** A customer calls and is answered, held, resumed, hung up and wrapped up. The pauses let a viewer follow. */
async function playCall(page, sandbox) {
  const button = (name) => page.getByRole('button', { name, exact: true })
  await pause(1000)
  await click(page, page.getByRole('button', { name: /^Status: / }))
  await click(page, page.getByRole('menuitemradio', { name: 'Available', exact: true }))
  await pause(1000)
  await ringIn(sandbox)
  await button('Answer').waitFor()
  await pause(2000)
  await click(page, button('Answer'))
  await page.getByRole('heading', { name: /^Talking to / }).waitFor()
  await pause(1500)
  await click(page, page.getByRole('textbox', { name: 'Notes' }))
  await page.keyboard.type('Wants the parcel on Monday.', { delay: 60 })
  await pause(800)
  await click(page, button('Hold'))
  await button('Resume').waitFor()
  await pause(2500)
  await click(page, button('Resume'))
  await button('Hold').waitFor()
  await pause(1500)
  await click(page, button('Hang up'))
  await button('Complete').waitFor()
  await pause(1200)
  await click(page, page.getByRole('combobox', { name: 'Disposition' }))
  await page.keyboard.type('Resolved', { delay: 90 })
  await pause(800)
  await click(page, button('Complete'))
  await button('Complete').waitFor({ state: 'hidden' })
  await pause(1800)
}

async function ringIn({ baseUrl, phoneNumbers }) {
  const phones = `${baseUrl}/sandbox/phones`
  const number = '+14155550123'
  await post(phones, { number, behaviour: { plays: { tone: 440, dbfs: -20 } } })
  await post(`${phones}/${encodeURIComponent(number)}/dial`, { to: phoneNumbers[0].phoneNumber })
}

async function post(url, body) {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`${url}: ${reply.status} ${await reply.text()}`)
}

/** Moves the drawn pointer to the element, in steps that the film shows, and clicks. */
async function click(page, locator) {
  await locator.waitFor()
  const box = await locator.boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 25 })
  await pause(350)
  await locator.click()
}

/** Runs in the page: Chromium draws no pointer into its pictures. Styles are set by script, as the page's policy wants. */
function drawPointer() {
  document.addEventListener('DOMContentLoaded', () => {
    const pointer = document.createElement('div')
    Object.assign(pointer.style, {
      position: 'fixed',
      zIndex: '2147483647',
      left: '60%',
      top: '60%',
      width: '18px',
      height: '26px',
      background: '#111',
      border: '0',
      pointerEvents: 'none',
      clipPath: 'polygon(0 0, 0 76%, 28% 60%, 46% 100%, 66% 92%, 48% 54%, 84% 54%)',
      filter: 'drop-shadow(0 0 1px #fff)',
    })
    document.documentElement.append(pointer)
    document.addEventListener(
      'mousemove',
      (event) => {
        pointer.style.left = `${event.clientX}px`
        pointer.style.top = `${event.clientY}px`
      },
      true,
    )
  })
}

/** Takes a picture every `frameMs`, or as fast as the machine can, until it is stopped. */
function startCamera(page) {
  const frames = []
  const stopped = new AbortController()
  const film = async () => {
    while (!stopped.signal.aborted) {
      const at = performance.now()
      frames.push({ at, pixels: await page.screenshot() })
      await pause(Math.max(0, frameMs - (performance.now() - at)))
    }
  }
  const filmed = film()
  return {
    async stop() {
      stopped.abort()
      await filmed
      return frames
    },
  }
}

/** One animated WebP. Frames that repeat the one before are left out, and that one is shown for longer. */
async function save(frames, path) {
  const shown = frames.filter(({ pixels }, index) => !frames[index - 1]?.pixels.equals(pixels))
  const delay = shown.map(({ at }, index) => {
    const next = shown[index + 1]?.at ?? frames.at(-1).at
    return Math.max(frameMs, Math.round(next - at))
  })
  await sharp(
    shown.map(({ pixels }) => pixels),
    { join: { animated: true }, limitInputPixels: false },
  )
    .webp({ loop: 0, delay, quality: 80, effort: 6, minSize: true, mixed: true })
    .toFile(path)
}
