import { z } from 'zod'
import type { BundledStatus } from '../../../contract/bundled.ts'
import { parseJson } from '../../../contract/parse-json.ts'
import type { CredentialStore } from '../credentials/credential-store.ts'

/** The entry in the keychain. One entry for all of it, so that never only a part of an account is stored. */
const ENTRY = 'twilio'

/** Another version may have stored more. */
const twilioAccount = z.object({
  accountSid: z.string(),
  authToken: z.string(),
  apiKeySid: z.string(),
  apiKeySecret: z.string(),
  workspaceSid: z.string(),
  workflowSid: z.string(),
  twimlAppSid: z.string(),
  /** E.164, the default first. */
  callerIds: z.array(z.string()),
  /** The token of the tunnel, if it needs one. */
  tunnelToken: z.string().nullable(),
})
export type TwilioAccount = z.infer<typeof twilioAccount>

export interface TwilioAccounts {
  read(): Promise<TwilioAccount | null>
  save(account: TwilioAccount): Promise<void>
  /** False if the keychain may still hold it. */
  forget(): Promise<boolean>
  summarize(): Promise<BundledStatus['account']>
}

/** The Twilio account of the bundled server, in the keychain or, without one, in memory. */
export function createTwilioAccounts(credentials: CredentialStore): TwilioAccounts {
  async function read(): Promise<TwilioAccount | null> {
    const kept = await credentials.read(ENTRY)
    if (kept === null) return null
    const parsed = twilioAccount.safeParse(parseJson(kept))
    return parsed.success ? parsed.data : null
  }
  return {
    read,
    save: (account) => credentials.write(ENTRY, JSON.stringify(twilioAccount.parse(account))),
    forget: () => credentials.remove(ENTRY),
    async summarize() {
      const account = await read()
      return {
        present: account !== null,
        endsWith: account?.accountSid.slice(-4) ?? null,
        remembered: await credentials.isRemembered(),
      }
    },
  }
}

/** The variables of the server for this account. */
export function toServerVariables(account: TwilioAccount): Record<string, string> {
  return {
    TWILIO_ACCOUNT_SID: account.accountSid,
    TWILIO_AUTH_TOKEN: account.authToken,
    TWILIO_API_KEY_SID: account.apiKeySid,
    TWILIO_API_KEY_SECRET: account.apiKeySecret,
    TWILIO_WORKSPACE_SID: account.workspaceSid,
    TWILIO_WORKFLOW_SID: account.workflowSid,
    TWILIO_TWIML_APP_SID: account.twimlAppSid,
    TWILIO_CALLER_IDS: account.callerIds.join(','),
  }
}
