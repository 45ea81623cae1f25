import { notFound } from '../http/rest-error.ts'
import type { Store } from './model/store.ts'
import { runWorkspace, type RunningWorkspace, type WorkspaceDeps } from './running-workspace.ts'

/** The account's Workspaces, the oldest first. */
export interface Workspaces {
  list(): readonly RunningWorkspace[]
  /** 404 when no Workspace has this SID. */
  get(sid: string): RunningWorkspace
  add(store: Store): RunningWorkspace
  remove(sid: string): void
  close(): void
}

export function createWorkspaces(deps: WorkspaceDeps): Workspaces {
  const running = new Map<string, RunningWorkspace>()
  const get = (sid: string) => {
    const workspace = running.get(sid)
    if (workspace === undefined) throw notFound(`/Workspaces/${sid}`)
    return workspace
  }
  return {
    list: () => [...running.values()],
    get,
    add(store) {
      const workspace = runWorkspace(deps, store)
      running.set(store.workspace.sid, workspace)
      return workspace
    },
    remove(sid) {
      get(sid).close()
      running.delete(sid)
    },
    close() {
      for (const workspace of running.values()) workspace.close()
    },
  }
}
