import type { Session } from 'electron'
import type { Log } from '../../log.ts'

/** Allows only `https:` in a session, wherever an address comes from: a policy, the build, or a redirect. */
export function allowHttpsOnly({ webRequest }: Pick<Session, 'webRequest'>, log: Log): void {
  webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !isHttps(url)
    if (cancel) log.warn({ to: url.replace(/[?#].*$/su, '') }, 'update address refused')
    answer({ cancel })
  })
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}
