import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']

/** Chromium without a window: the program in `CHROMIUM_PATH`, the system's Chromium, or Chrome. */
export function launchChromium(switches = []) {
  const program = installed.find((path) => path !== undefined && existsSync(path))
  return chromium.launch({
    ...(program ? { executablePath: program } : { channel: 'chrome' }),
    args: [...switches, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
}
