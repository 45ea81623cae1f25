import { z } from 'zod'
import type { CredentialStore } from '../credentials/credential-store.ts'

/** The keychain's entry. All of it in one, so that no half of an account is ever kept. */
const ENTRY = 'twilio'

/** Another version may have kept more of it. */
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
  /** Of the tunnel that leads Twilio here, where that takes one. */
  tunnelToken: z.string().nullable(),
})
export type TwilioAccount = z.infer<typeof twilioAccount>

/** What anybody but the server may know of it. */
export interface AccountSummary {
  readonly present: boolean
  /** The last four characters of the account's SID. */
  readonly endsWith: string | null
  /** False where there is no keychain, or it is locked: then it lasts as long as the program. */
  readonly remembered: boolean
}

export interface TwilioAccounts {
  read(): Promise<TwilioAccount | null>
  save(account: TwilioAccount): Promise<void>
  /** False when the keychain may still hold it. */
  forget(): Promise<boolean>
  summarize(): Promise<AccountSummary>
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

/** The variables that point the server at the account, for its message. */
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
