import { expect, it } from 'vitest'
import { explainRefusal, findRefusedSwitches } from './command-line.ts'

const refused = (
  args: readonly string[],
  {
    platform = 'linux',
    allowed = [],
    env = {},
  }: {
    platform?: NodeJS.Platform
    allowed?: readonly string[]
    env?: Record<string, string>
  } = {},
) => findRefusedSwitches({ argv: ['cordboard', ...args], env, platform }, allowed)

it.each([
  'remote-debugging-port=9222',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk=0',
  'js-flags=--expose-gc',
  'load-extension=/tmp/x',
  'disable-web-security',
  'host-rules=MAP * 127.0.0.1',
  'host-resolver-rules=MAP * 127.0.0.1',
  'ignore-certificate-errors',
  'proxy-server=127.0.0.1:8080',
  'renderer-cmd-prefix=xterm -e',
  'use-file-for-fake-audio-capture=/tmp/x.wav',
  'enable-features=X',
  'what-nobody-knows-yet',
])('--%s is refused, with one dash too', (text) => {
  const [name] = text.split('=')
  expect(refused([`--${text}`])).toEqual([name])
  expect(refused([`-${text}`, 'tel:+14155550123'])).toEqual([name])
  expect(refused([` --${text}`])).toEqual([name])
})

it('links, files and harmless switches are allowed', () => {
  const args = ['--no-sandbox', '--headless', '--print-policy', '--user-data-dir=/tmp/x', '-', '--']
  expect(refused([...args, '--remote-debugging-port=1'])).toEqual([])
  expect(refused(['cordboard:dial/+14155550123', 'tel:+14155550123', '/a/path'])).toEqual([])
})

it('the sandbox of pages can be switched off only on Linux', () => {
  expect(refused(['--no-sandbox'], { platform: 'win32' })).toEqual(['no-sandbox'])
  expect(refused(['--no-sandbox'], { platform: 'darwin' })).toEqual(['no-sandbox'])
})

it('Windows takes a slash and capitals as well', () => {
  const platform = 'win32'
  expect(refused(['/Remote-Debugging-Port=9222'], { platform })).toEqual(['remote-debugging-port'])
  expect(refused(['--updated', '--force-run', '-ToastActivated'], { platform })).toEqual([])
  expect(refused(['/a/path'])).toEqual([])
})

it('the switches that macOS adds are allowed there', () => {
  const args = ['-psn_0_12345', '-NSDocumentRevisionsDebugMode', 'YES', '-AppleLanguages', '(de)']
  expect(refused(args, { platform: 'darwin' })).toEqual([])
  expect(refused(args)).toHaveLength(3)
})

it('a policy allows what it names, and nothing else', () => {
  const args = ['--remote-debugging-port=0', '--js-flags=x', '--js-flags=y']
  expect(refused(args, { allowed: ['remote-debugging-port'] })).toEqual(['js-flags'])
})

it('the variable that writes TLS keys to a file counts as a switch', () => {
  expect(refused([], { env: { SSLKEYLOGFILE: '/tmp/keys' } })).toEqual(['ssl-key-log-file'])
  expect(refused([], { env: { SSLKEYLOGFILE: '' } })).toEqual([])
})

it('the message names each of them and what to do', () => {
  const says = explainRefusal(['inspect', 'js-flags'])
  expect(says).toContain('--inspect, --js-flags')
  expect(says).toContain('security.switches')
})
