import type {
  BundledMode,
  BundledStatus,
  ConnectRequest,
  ProbeResult,
  SetupAnswer,
  TwilioCredentials,
} from '../../electron/contract/bundled.ts'
import type { ServerResult } from './result.ts'

/** The server that the desktop can run, and the choice of a server at the first start. */
export interface BundledPort {
  /** Whether no server is chosen yet; never in a browser, whose page came from one. */
  needed(): Promise<boolean>
  /** Null in a browser. */
  now(): Promise<BundledStatus | null>
  onChange(listener: (now: BundledStatus) => void): () => void
  /** From now on, also after a restart. */
  run(mode: BundledMode): Promise<ServerResult<unknown>>
  /** Opens the page on which a person is the customer. */
  beCustomer(): Promise<ServerResult<unknown>>
  probe(url: string): Promise<ServerResult<ProbeResult>>
  look(credentials: TwilioCredentials): Promise<ServerResult<SetupAnswer>>
  /** With the credentials of the last `look`. */
  connect(request: ConnectRequest): Promise<ServerResult<SetupAnswer>>
  remove(): Promise<ServerResult<SetupAnswer>>
  /** Only on this machine; the Twilio account does not change. */
  forget(): Promise<ServerResult<unknown>>
}
