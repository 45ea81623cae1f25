import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { curlOfRest, curlOfWebhook } from './curl.ts'

/** The words that a shell makes of a command. */
function wordsOf(command: string): string[] {
  const program = `curl() { printf '%s\\n' "$@"; }; ${command}`
  const env = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'secret' }
  return execFileSync('sh', ['-c', program], { encoding: 'utf8', env }).trimEnd().split('\n')
}

it('sends a webhook again, with its signature and without what only Twilio reads', () => {
  const webhook = {
    number: 1,
    at: '',
    method: 'POST' as const,
    url: 'http://127.0.0.1:4000/hook?callId=1#rc=2',
    params: { From: '+14155550142', CallerName: "Seán O'Brien $(id)" },
    headers: { 'x-twilio-signature': 'abc=' },
    answer: null,
    dropped: false,
  }
  expect(wordsOf(curlOfWebhook(webhook))).toEqual([
    'http://127.0.0.1:4000/hook?callId=1',
    '-H',
    'x-twilio-signature: abc=',
    '--data-urlencode',
    'From=+14155550142',
    '--data-urlencode',
    "CallerName=Seán O'Brien $(id)",
  ])
})

it('sends a REST request again, with the account of the one who sends it', () => {
  const request = { number: 1, at: '', path: '/api/Calls.json', answer: null }
  const post = { ...request, method: 'POST', form: { Hold: 'true' } }
  expect(wordsOf(curlOfRest(post, 'http://s'))).toEqual([
    '-X',
    'POST',
    'http://s/api/Calls.json',
    '-u',
    'AC1:secret',
    '--data-urlencode',
    'Hold=true',
  ])
  const read = { ...request, method: 'GET', form: {} }
  expect(wordsOf(curlOfRest(read, 'http://s'))).toEqual([
    'http://s/api/Calls.json',
    '-u',
    'AC1:secret',
  ])
})
