import type { Snapshot } from './control-api.ts'

type Webhook = Snapshot['webhooks'][number]
type RestRequest = Snapshot['requests'][number]

/** The webhook as a command that sends it again, with its signature. */
export function curlOfWebhook({ method, url, params, headers }: Webhook): string {
  const [bare = url] = url.split('#')
  return [
    'curl',
    ...(method === 'GET' ? ['-G'] : []),
    quote(bare),
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', quote(`${name}: ${value}`)]),
    ...formArguments(params),
  ].join(' ')
}

/** The request as a command; the account's own two variables stand for its credentials. */
export function curlOfRest(
  { method, path, form }: RestRequest,
  baseUrl: string = globalThis.location?.origin ?? '',
): string {
  return [
    'curl',
    ...(method === 'GET' ? [] : ['-X', method]),
    quote(`${baseUrl}${path}`),
    '-u',
    '"$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN"',
    ...formArguments(form),
  ].join(' ')
}

function formArguments(form: Readonly<Record<string, string>>): string[] {
  return Object.entries(form).flatMap(([name, value]) => [
    '--data-urlencode',
    quote(`${name}=${value}`),
  ])
}

/** A word for a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
