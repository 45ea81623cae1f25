import twilio from 'twilio'

/** The unmodified `twilio` package, pointed at a sandbox: the test's own eyes on what Twilio would say. */
export function twilioOnSandbox(sandbox: {
  readonly baseUrl: string
  readonly accountSid: string
  readonly authToken: string
}) {
  class SandboxClient extends twilio.RequestClient {
    override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
      const uri = options.uri.replace(
        /^https:\/\/([^./]+)[^/]*\.twilio\.com/,
        (_, label: string) => `${sandbox.baseUrl}/${label}`,
      )
      return super.request<T>({ ...options, uri })
    }
  }
  return twilio(sandbox.accountSid, sandbox.authToken, { httpClient: new SandboxClient() })
}
