import { StrictMode, use, useEffect, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { FirstRunScreen } from './app/first-run/first-run-screen.tsx'
import { GettingStartedContext } from './view/getting-started.ts'
import { SettingsContext } from './view/settings-context.ts'
import { firstRunStates } from './gallery/first-run-states.ts'
import { isInHistory } from './gallery/outside-states.ts'
import { galleryNow } from './gallery/people.ts'
import { miniStates, ringStates } from './gallery/panel-states.ts'
import { noActions } from './gallery/quiet-actions.ts'
import { settingsStates } from './gallery/settings-states.ts'
import { startedStates } from './gallery/welcome-states.ts'
import { stateKeys, findState, states } from './gallery/states.ts'
import styles from './gallery/gallery.module.css'
import { MiniCard } from './panels/mini-card.tsx'
import { RingCard } from './panels/ring-card.tsx'
import { ClockContext } from './ui/time/clock.tsx'

/**
 * `?state=<name>` shows one screen, `&theme=dark|light` in that theme; without a state, the list of them. A change of
 * the history shows another state without a reload. `data-shown` says which one is shown.
 */
function readSearch(search: string): { readonly name: string; readonly theme: string | null } {
  const words = new URLSearchParams(search)
  return { name: words.get('state') ?? '', theme: words.get('theme') }
}

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no #root.')

createRoot(root).render(
  <StrictMode>
    <ClockContext value={() => galleryNow}>
      <Gallery />
    </ClockContext>
  </StrictMode>,
)

function Gallery() {
  const search = useSyncExternalStore(onHistory, () => location.search)
  const { name, theme } = readSearch(search)
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'dark' || theme === 'light') dataset['theme'] = theme
    // The screens listen for keys after the first render.
    const settled = setTimeout(() => {
      const key = stateKeys[name]
      if (isInHistory(name)) document.querySelector<HTMLElement>('nav button:last-of-type')?.click()
      if (key !== undefined) window.dispatchEvent(new KeyboardEvent('keydown', key))
      dataset['shown'] = search
    })
    return () => clearTimeout(settled)
  }, [name, theme, search])
  return <NamedState key={search} name={name} />
}

function onHistory(changed: () => void): () => void {
  window.addEventListener('popstate', changed)
  return () => window.removeEventListener('popstate', changed)
}

/** The settings of a server in practice mode. */
const practice = settingsStates['settings-server-sandbox']

const doNothing = () => undefined
const noFirstRun = {
  trySandbox: doNothing,
  toTwilio: doNothing,
  toJoin: doNothing,
  back: doNothing,
  leave: doNothing,
  check: doNothing,
  connect: doNothing,
  join: doNothing,
}

/** The screen, or the small window, of that name. */
function NamedState({ name }: { readonly name: string }) {
  const [ring, mini] = [ringStates[name], miniStates[name]]
  if (ring !== undefined) return <RingCard panel={ring} onAct={() => undefined} />
  if (mini !== undefined) return <MiniCard panel={mini} onAct={() => undefined} />
  const firstRun = firstRunStates[name]
  if (firstRun !== undefined) {
    return <FirstRunScreen view={firstRun} offered={['sandbox', 'twilio']} actions={noFirstRun} />
  }
  const first = startedStates[name]
  if (first !== undefined) return <FirstHour {...first} />
  const settings = name === 'practice' ? practice : settingsStates[name]
  const view = settings === undefined ? findState(name) : states.idle
  if (view === undefined) return <Index />
  const around = use(SettingsContext)
  const app = <App view={view} actions={noActions()} />
  if (settings === undefined) return app
  return (
    <SettingsContext
      value={{ ...around, settings, requests: { dial: null, settings: name !== 'practice' } }}
    >
      {app}
    </SettingsContext>
  )
}

function FirstHour({ view, started }: (typeof startedStates)[string]) {
  const { actions } = use(GettingStartedContext)
  return (
    <GettingStartedContext value={{ view: started, actions }}>
      <App view={view} actions={noActions()} />
    </GettingStartedContext>
  )
}

const all = [states, startedStates, firstRunStates, settingsStates, ringStates, miniStates]
const names = [...all.flatMap((each) => Object.keys(each)), 'practice']

function Index() {
  return (
    <main className={styles.index}>
      <h1>Every screen in its states</h1>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a href={`?state=${name}&theme=light`}>{name}</a>{' '}
            <a href={`?state=${name}&theme=dark`} aria-label={`${name}, dark`}>
              dark
            </a>
          </li>
        ))}
      </ul>
    </main>
  )
}
