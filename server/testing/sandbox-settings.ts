/** What of the sandbox can be set one way or the other, because sources about Twilio conflict or are silent. */
export interface SandboxSettings {
  readonly conferenceStart?: 'second-participant' | 'first-starter'
  readonly waitFile?: 'once' | 'loops'
  readonly restInInit?: 'allowed' | 'refused' | 'unexpected-status'
  readonly initInLists?: 'asked' | 'never'
  readonly waitUrlChange?: 'at-once' | 'at-end' | 'never'
  readonly callbacksOf?: 'first-to-join' | 'first-to-ring'
  readonly endOrder?: 'leave-first' | 'end-first'
  readonly ringKeepsConference?: boolean
  readonly announceToHeld?: 'refused' | 'heard'
}

/** How it is at first: as Twilio's pages say. */
export const AT_FIRST = {
  conferenceStart: 'second-participant',
  waitFile: 'once',
  restInInit: 'allowed',
  initInLists: 'asked',
  waitUrlChange: 'at-once',
  callbacksOf: 'first-to-join',
  endOrder: 'leave-first',
  ringKeepsConference: true,
  announceToHeld: 'refused',
} as const satisfies Required<SandboxSettings>

/** Sets the sandbox at this base URL. */
export async function setSandbox(baseUrl: string, settings: SandboxSettings): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(settings)
  const reply = await fetch(`${baseUrl}/sandbox/settings`, { method: 'POST', headers, body })
  if (!reply.ok) throw new Error(await reply.text())
}
