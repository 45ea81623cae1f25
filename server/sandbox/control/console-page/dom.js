/**
 * The page's only ways to the document. Whatever came from a caller or an application is text here: nothing is ever
 * parsed as HTML.
 */

const ABSENT = new Set([null, undefined, false])

/** An element with attributes and children; strings become text. `key` tells equal elements apart when they move. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) {
    if (ABSENT.has(value)) continue
    element.setAttribute(attribute, value === true ? '' : String(value))
  }
  element.append(...children.flat().filter((child) => !ABSENT.has(child)))
  return element
}

const keyOf = (node) => node.getAttribute?.('data-key') ?? null
const alike = (a, b) =>
  a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b)

/** Makes `old` show what `fresh` shows and keeps its elements, so that focus, open details and typed text stay. */
export function morph(old, fresh) {
  const kept = new Map([...old.children].map((child) => [keyOf(child), child]))
  kept.delete(null)
  let place = old.firstChild
  // A copy: those that are taken over leave the list.
  const nodes = Array.from(fresh.childNodes)
  for (const wanted of nodes) {
    const match = kept.get(keyOf(wanted)) ?? place
    if (match && alike(match, wanted)) {
      if (match === place) place = place.nextSibling
      else old.insertBefore(match, place)
      update(match, wanted)
    } else {
      old.insertBefore(wanted, place)
    }
  }
  while (place) {
    const next = place.nextSibling
    place.remove()
    place = next
  }
}

function update(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data
    return
  }
  const names = new Set([...old.getAttributeNames(), ...fresh.getAttributeNames()])
  // Whether details are open is the reader's affair.
  names.delete('open')
  for (const name of names) {
    const value = fresh.getAttribute(name)
    if (value === null) old.removeAttribute(name)
    else if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  }
  morph(old, fresh)
}

/** The end of a SID is enough to tell it from others; the whole is in the title. */
export const sid = (value) => h('code', { title: value }, `${value.slice(0, 2)}…${value.slice(-6)}`)

export const clockTime = (iso) => (iso ? iso.slice(11, 23) : '')

/** A small word with a colour that only repeats what the word says. */
export const badge = (text, tone = 'plain') => h('span', { class: `badge ${tone}` }, text)

export const none = (text) => h('p', { class: 'none' }, text)

/** `name: value` pairs. */
export function facts(pairs) {
  const shown = pairs.filter(([, value]) => !ABSENT.has(value) && value !== '')
  return h(
    'dl',
    {},
    shown.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
  )
}

/** A button of which page.js hears: `data-act` is the deed, the other attributes say to what. */
export const button = (text, act, data = {}) =>
  h('button', { type: 'button', 'data-act': act, ...data }, text)

/** What is set of an object, as text: `join.beep="true" timeoutSeconds=30`. */
export function settings(object, path = '') {
  return Object.entries(object)
    .filter(([, value]) => !ABSENT.has(value) && value !== '')
    .map(([name, value]) =>
      typeof value === 'object' && !Array.isArray(value)
        ? settings(value, `${path}${name}.`)
        : `${path}${name}=${JSON.stringify(value)}`,
    )
    .join(' ')
}
