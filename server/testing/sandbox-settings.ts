/** What of the sandbox can be set one way or the other, because sources conflict about Twilio. */
export interface SandboxSettings {
  readonly conferenceStart: 'second-participant' | 'first-starter'
}

/** Sets the sandbox at this base URL. */
export async function setSandbox(baseUrl: string, settings: SandboxSettings): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(settings)
  const reply = await fetch(`${baseUrl}/sandbox/settings`, { method: 'POST', headers, body })
  if (!reply.ok) throw new Error(await reply.text())
}
