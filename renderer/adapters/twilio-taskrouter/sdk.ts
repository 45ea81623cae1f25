/** The part of the TaskRouter SDK that is used here, for the same reason as the Voice SDK's. */
export interface SdkActivity {
  readonly sid: string
  readonly name: string
  readonly available: boolean
  setAsCurrent(): Promise<unknown>
}

export interface SdkWorker {
  /** The current one; the SDK's `worker.available` and `workerActivitySid` are old or missing at first. */
  readonly activity: SdkActivity | undefined
  readonly activities: ReadonlyMap<string, SdkActivity>
  /** Since when the Activity holds, in whole seconds; null before the first connection. */
  readonly dateStatusChanged: Date | null
  updateToken(token: string): void
  disconnect(): void
  on(
    event: 'ready' | 'activityUpdated' | 'disconnected' | 'tokenExpired',
    listener: () => void,
  ): unknown
  on(event: 'error', listener: (error: unknown) => void): unknown
}

export type MakeWorker = (token: string, options: Readonly<Record<string, unknown>>) => SdkWorker

export async function loadTaskRouterSdk(): Promise<MakeWorker> {
  const { Worker } = await import('twilio-taskrouter')
  // The cast: the SDK's emitter has no types for a browser program.
  return (token, options) => new Worker(token, options) as unknown as SdkWorker
}
