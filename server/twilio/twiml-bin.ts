import twilio from 'twilio'

/** Where Twilio keeps TwiML Bins. */
const BINS = 'handler.twilio.com'

export interface BinAccount {
  readonly accountSid: string
  readonly authToken: string
}

export function isTwimlBin(url: string): boolean {
  return new URL(url).hostname === BINS
}

/**
 * The request that a TwiML Bin answers. It refuses everybody else: the account's auth token must have signed it. The token
 * itself is not sent. Docs: serverless/twiml-bins/testing/programmatic.
 */
export function signBinRequest(
  url: string,
  { accountSid, authToken }: BinAccount,
): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  const signed = new URL(url)
  // It is no part of what is sent.
  signed.hash = ''
  signed.searchParams.set('AccountSid', accountSid)
  const signature = twilio.getExpectedTwilioSignature(authToken, signed.href, {})
  return { url: signed.href, headers: { 'X-Twilio-Signature': signature } }
}
