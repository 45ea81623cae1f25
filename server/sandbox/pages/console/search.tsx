/** What the reader wants to see of all that there is. */
export interface View {
  readonly query: string
  readonly showsSpeech: boolean
}

interface Props {
  readonly view: View
  readonly onChange: (view: View) => void
}

export function Search({ view, onChange }: Props) {
  return (
    <search className="row">
      <input
        type="search"
        aria-label="Search calls and requests"
        placeholder="Number, name or SID"
        autoComplete="off"
        spellCheck="false"
        value={view.query}
        onChange={({ target }) => onChange({ ...view, query: target.value })}
      />
      <label className="choice">
        <input
          type="checkbox"
          checked={view.showsSpeech}
          onChange={({ target }) => onChange({ ...view, showsSpeech: target.checked })}
        />
        Speech events
      </label>
    </search>
  )
}
