/** What of ours an account has; a resource that is missing is null or absent. */
export interface AccountFacts {
  readonly accountName: string
  readonly trial: boolean
  readonly workspace: WorkspaceState | null
  readonly application: { readonly sid: string } | null
  /** The SIDs of the account's keys that bear our name. */
  readonly apiKeys: readonly string[]
  readonly numbers: readonly NumberState[]
}

export interface WorkspaceState {
  readonly sid: string
  /** SIDs by name. */
  readonly activities: ReadonlyMap<string, string>
  readonly queues: ReadonlyMap<string, string>
  readonly workflow: { readonly sid: string; readonly configuration: string } | null
}

export interface NumberState {
  readonly sid: string
  readonly phoneNumber: string
  readonly voiceUrl: string
}
