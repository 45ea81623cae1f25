import type { FirstAccount } from '../../../../server/contract/hosted.ts'
import type { SetupReply, SetupRequest } from '../../../../server/contract/setup.ts'
import type {
  ConnectRequest,
  PublicWay,
  SetupAnswer,
  TwilioCredentials,
} from '../../../contract/bundled.ts'
import type { TwilioAccounts } from '../twilio-account/twilio-account.ts'
import { askSetup } from './ask-setup.ts'
import type { StartProgram } from './programs.ts'
import type { SupervisorClock } from './supervisor.ts'

export interface TwilioSetup {
  /** Checks the credentials, and says what would be made. */
  look(credentials: TwilioCredentials): Promise<SetupAnswer>
  /** Makes it, keeps the account, and has the server run on it. */
  connect(request: ConnectRequest): Promise<SetupAnswer>
  /** Takes everything of ours out of the account, forgets it, and stops the server. */
  remove(): Promise<SetupAnswer>
  /** Stops the server and forgets the account, in which everything stays. */
  forget(): Promise<void>
}

const noAccount: SetupAnswer = { kind: 'failed', fault: 'no-account', message: '', done: [] }

/** Sets up the Twilio account of the bundled server. No secret leaves here for the page. */
export function createTwilioSetup(deps: {
  readonly accounts: TwilioAccounts
  readonly start: StartProgram
  readonly clock: Pick<SupervisorClock, 'after'>
  readonly endpoints: Readonly<Record<string, string>>
  readonly onConnected: (way: PublicWay, account: FirstAccount) => Promise<void>
  readonly onForgotten: () => Promise<void>
}): TwilioSetup {
  const { accounts, start, clock, endpoints } = deps
  /** Those that Twilio took, until they are in the keychain. */
  let checkedCredentials: TwilioCredentials | null = null

  function ask(
    action: SetupRequest['action'],
    credentials: TwilioCredentials,
    more: Partial<SetupRequest> = {},
  ): Promise<SetupReply> {
    const baseUrl = endpoints['TWILIO_BASE_URL'] ?? null
    // The webhooks are set by the server at each start: the address may be another one every time.
    const nothing = { apiKey: null, numbers: [], publicUrl: null, baseUrl }
    return askSetup(start, clock.after, { action, credentials, ...nothing, ...more })
  }

  /** The key of an earlier time, when it is of the same account. */
  async function findKnownKey(accountSid: string): Promise<SetupRequest['apiKey']> {
    const account = await accounts.read()
    if (account?.accountSid !== accountSid) return null
    return { sid: account.apiKeySid, secret: account.apiKeySecret }
  }

  async function forget(): Promise<void> {
    checkedCredentials = null
    await accounts.forget()
    await deps.onForgotten()
  }

  return {
    async look(credentials) {
      const apiKey = await findKnownKey(credentials.accountSid)
      const reply = await ask('look', credentials, { apiKey })
      checkedCredentials = reply.kind === 'looked' ? credentials : null
      return withoutSecrets(reply)
    },
    async connect({ numbers, way, tunnelToken, account }) {
      const credentials = checkedCredentials
      if (credentials === null) return noAccount
      const apiKey = await findKnownKey(credentials.accountSid)
      const reply = await ask('apply', credentials, { apiKey, numbers })
      if (reply.kind === 'applied') {
        checkedCredentials = null
        await accounts.save({ ...credentials, ...reply.account, tunnelToken })
        await deps.onConnected(way, account)
      }
      return withoutSecrets(reply)
    },
    async remove() {
      const account = await accounts.read()
      if (account === null) return noAccount
      const { accountSid, authToken } = account
      const reply = await ask('remove', { accountSid, authToken })
      // Refused or unreachable, the server goes on and the account is kept: it can be tried again.
      if (reply.kind === 'removed') await forget()
      return withoutSecrets(reply)
    },
    forget,
  }
}

/** What the page may know of an answer: not the API key. */
function withoutSecrets(reply: SetupReply): SetupAnswer {
  return reply.kind === 'applied' ? { kind: 'applied', steps: reply.steps } : reply
}
