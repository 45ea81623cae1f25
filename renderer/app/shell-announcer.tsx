import { noticeText } from '../features/notices/notice-strip.tsx'
import { useText } from '../i18n/text.ts'
import type { AppView } from '../view/app-view.ts'
import { announcement } from './announcement.ts'

/** The spoken side of the screen. Its regions never leave the page, so that each change is heard. */
export function Announcer({ view }: { view: AppView }) {
  const text = useText()
  const { atOnce, calmly, failure = '' } = announcement(view, text)
  return (
    <>
      <p className="visually-hidden" aria-live="assertive" data-announce="at-once">
        {atOnce}
      </p>
      {/* Apart from the rest, so that other news does not repeat it. */}
      <p className="visually-hidden" aria-live="assertive" data-announce="failure">
        {failure}
      </p>
      <p className="visually-hidden" aria-live="polite" data-announce="calmly">
        {calmly}
      </p>
      <p className="visually-hidden" aria-live="polite" data-announce="notice">
        {view.notice === null ? '' : noticeText(view.notice, text)}
      </p>
    </>
  )
}
