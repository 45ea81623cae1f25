import type { RunningWorkspace } from '../running-workspace.ts'
import type { Workspaces } from '../workspaces.ts'

/** The Workers' sockets, to be broken from outside. */
export interface WorkerSockets {
  /** The Workers who have a socket, once per socket. */
  list(): readonly { readonly workerSid: string; readonly friendlyName: string }[]
  /** Breaks a Worker's sockets, by SID or friendly name; returns how many. */
  disconnect(worker: string): number
  /** The same, and the tokens that they came with are refused from now on. */
  expireTokens(worker: string): number
}

/** The sockets of all Workspaces; `expired` gets the tokens that are refused from now on. */
export function createWorkerSockets(workspaces: Workspaces, expired: Set<string>): WorkerSockets {
  function disconnect(worker: string): number {
    const counts = workspaces.list().map((workspace) => {
      const sids = sidsOf(workspace, worker).map((sid) => workspace.sessions.disconnect(sid))
      return sids.reduce((sum, count) => sum + count, 0)
    })
    return counts.reduce((sum, count) => sum + count, 0)
  }

  return {
    list: () => workspaces.list().flatMap(connectedOf),
    disconnect,
    expireTokens(worker) {
      for (const workspace of workspaces.list()) {
        for (const sid of sidsOf(workspace, worker)) {
          for (const token of workspace.sessions.tokensOf(sid)) expired.add(token)
        }
      }
      return disconnect(worker)
    },
  }
}

function connectedOf({ context, sessions }: RunningWorkspace) {
  return sessions.workerSids().map((workerSid) => {
    const friendlyName = context.store.workers.get(workerSid)?.friendlyName ?? ''
    return { workerSid, friendlyName }
  })
}

/** The Workers with this SID or friendly name, at most one in each Workspace. */
function sidsOf({ context }: RunningWorkspace, worker: string): readonly string[] {
  const workers = [...context.store.workers.values()]
  return workers
    .filter(({ sid, friendlyName }) => sid === worker || friendlyName === worker)
    .map(({ sid }) => sid)
}
