import type { FastifyRequest } from 'fastify'

const DEFAULT_PAGE_SIZE = 50
const MAX_PAGE_SIZE = 1000

interface Page {
  readonly items: readonly unknown[]
  readonly page: number
  readonly pageSize: number
  readonly start: number
  /** The path and query of another page of the same list; null when no such page exists. */
  readonly at: (page: number) => string | null
}

/**
 * A list as the 2010-04-01 API answers it: `{ [key]: items, next_page_uri, … }` with relative URIs.
 * `items` is the whole filtered list. Docs: usage/twilios-response#response-formats-list-paging-information.
 */
export function page2010(
  request: FastifyRequest,
  key: string,
  items: readonly unknown[],
): Record<string, unknown> {
  const page = pageOf(request, items)
  const at = (index: number) => page.at(index)?.replace(/^\/[a-z]+/, '') ?? null
  return {
    [key]: page.items,
    first_page_uri: at(0),
    next_page_uri: at(page.page + 1),
    previous_page_uri: at(page.page - 1),
    page: page.page,
    page_size: page.pageSize,
    start: page.start,
    end: page.start + Math.max(0, page.items.length - 1),
    uri: request.originalUrl.replace(/^\/[a-z]+/, ''),
  }
}

/**
 * A list as the newer APIs answer it: `{ meta: { key, next_page_url, … }, [key]: items }` with absolute URLs.
 * `items` is the whole filtered list. Docs: usage/twilios-response#response-formats-list-paging-information.
 */
export function pageV1(
  request: FastifyRequest,
  key: string,
  items: readonly unknown[],
): Record<string, unknown> {
  const page = pageOf(request, items)
  const base = `${request.protocol}://${request.host}`
  const at = (index: number) => {
    const path = page.at(index)
    return path === null ? null : base + path
  }
  return {
    meta: {
      key,
      page: page.page,
      page_size: page.pageSize,
      first_page_url: at(0),
      previous_page_url: at(page.page - 1),
      next_page_url: at(page.page + 1),
      url: base + request.originalUrl,
    },
    [key]: page.items,
  }
}

function pageOf(request: FastifyRequest, all: readonly unknown[]): Page {
  const [path = '', search = ''] = request.originalUrl.split('?')
  const query = new URLSearchParams(search)
  const requested = Number(query.get('PageSize') ?? DEFAULT_PAGE_SIZE)
  const pageSize = Number.isInteger(requested)
    ? Math.min(Math.max(requested, 1), MAX_PAGE_SIZE)
    : DEFAULT_PAGE_SIZE
  const page = Math.max(0, Math.trunc(Number(query.get('Page') ?? 0)) || 0)
  const start = page * pageSize
  return {
    items: all.slice(start, start + pageSize),
    page,
    pageSize,
    start,
    at(index) {
      if (index < 0 || (index > 0 && index * pageSize >= all.length)) return null
      const next = new URLSearchParams(query)
      next.set('PageSize', String(pageSize))
      next.set('Page', String(index))
      next.set('PageToken', `PT${index}`)
      return `${path}?${next.toString()}`
    },
  }
}
