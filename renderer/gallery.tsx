import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { galleryNow } from './gallery/people.ts'
import { quietActions } from './gallery/quiet-actions.ts'
import { pressed, stateNamed, states } from './gallery/states.ts'
import styles from './gallery/gallery.module.css'
import { ClockContext } from './ui/clock.tsx'

/** `?state=<name>` shows one screen, `&theme=dark|light` in that theme; without a state, the list of them. */
const asked = new URLSearchParams(location.search)
const theme = asked.get('theme')
if (theme === 'dark' || theme === 'light') document.documentElement.dataset['theme'] = theme

const name = asked.get('state') ?? ''
const view = stateNamed(name)
const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no #root.')

createRoot(root).render(
  <StrictMode>
    <ClockContext value={() => galleryNow}>
      {view === undefined ? <Index /> : <App view={view} actions={quietActions()} />}
    </ClockContext>
  </StrictMode>,
)

// The screens listen for keys once they are drawn.
const key = pressed[name]
if (key !== undefined) {
  requestAnimationFrame(() =>
    setTimeout(() => window.dispatchEvent(new KeyboardEvent('keydown', { key }))),
  )
}

function Index() {
  return (
    <main className={styles.index}>
      <h1>Every screen in its states</h1>
      <ul>
        {Object.keys(states).map((name) => (
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
