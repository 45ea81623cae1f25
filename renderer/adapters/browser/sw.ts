import type { FromWorker, ToWorker } from './notification-messages.ts'

/**
 * The web phone's service worker. Only a service worker can show notifications with buttons. It has no fetch handler and
 * no cache, so it has no part in how pages load. The build makes it one file without imports.
 */
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'message', listener: (event: MessageFromPage) => void): void
  addEventListener(type: 'notificationclick', listener: (event: Click) => void): void
  skipWaiting(): Promise<void>
  readonly registration: {
    showNotification(title: string, options: object): Promise<void>
    getNotifications(filter: { readonly tag: string }): Promise<readonly ShownNotification[]>
  }
  readonly clients: {
    claim(): Promise<void>
    get(id: string): Promise<PageClient | undefined>
    openWindow(url: string): Promise<unknown>
  }
}

interface Lasting {
  waitUntil(done: Promise<unknown>): void
}

interface PageClient {
  readonly id: string
  focus(): Promise<unknown>
  postMessage(message: FromWorker): void
}

interface MessageFromPage extends Lasting {
  readonly data: ToWorker
  readonly source: PageClient | null
}

interface ShownNotification {
  /** What `show` below has put there. */
  readonly data: { readonly pageId: string; readonly callId: string | null }
  close(): void
}

interface Click extends Lasting {
  /** Empty for a click on the notification itself. */
  readonly action: FromWorker['action'] | ''
  readonly notification: ShownNotification
}

// The cast: this file has the page's types and runs as a service worker.
const scope = globalThis as unknown as WorkerScope

/** Each notification takes the place of the one before. */
const tag = 'cordboard'

/** A notification is closed after it is shown, however long that takes. */
let order = Promise.resolve()

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))

scope.addEventListener('message', (event) => {
  const { data, source } = event
  if (source === null) return
  order = order
    .then(() => (data.kind === 'show' ? show(data, source.id) : close()))
    // The person may have blocked notifications meanwhile.
    .catch(() => undefined)
  event.waitUntil(order)
})

scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(tellPage(event.action || 'show', event.notification.data))
})

function show(
  { notification, sounds }: Extract<ToWorker, { kind: 'show' }>,
  pageId: string,
): Promise<void> {
  const { title, body, actions, stays, callId } = notification
  return scope.registration.showNotification(title, {
    tag,
    body,
    actions,
    icon: './cordboard.svg',
    requireInteraction: stays,
    renotify: sounds,
    data: { pageId, callId },
  })
}

async function close(): Promise<void> {
  for (const shown of await scope.registration.getNotifications({ tag })) shown.close()
}

async function tellPage(
  action: FromWorker['action'],
  { pageId, callId }: ShownNotification['data'],
): Promise<void> {
  const page = await scope.clients.get(pageId)
  if (page === undefined) {
    await scope.clients.openWindow('./')
    return
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it is a client, not a window
  page.postMessage({ kind: 'clicked', action, callId })
  if (action === 'show' || action === 'answer') await page.focus()
}
