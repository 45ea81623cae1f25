import { useCombobox, type UseComboboxState, type UseComboboxStateChangeOptions } from 'downshift'
import { useState, type KeyboardEvent } from 'react'
import { plainKeyOf } from '../keys/key-gate.ts'

interface SearchListOptions<Item> {
  /** What is in the field. */
  readonly typed: string
  /** The items that can be chosen, in the order in which the arrows go through them. */
  readonly items: readonly Item[]
  /** Marked until an arrow is pressed, and again after each letter; null for none. */
  readonly best: Item | null
  readonly isOpen: boolean
  readonly unmarkOnEscape?: boolean
  keyOf(item: Item): string
  /** Enter on the marked item. */
  onChoose(item: Item): void
  /** Shift+Enter on the marked item; as Enter without it. */
  onChooseOther?(item: Item): void
}

const { InputKeyDownArrowDown, InputKeyDownArrowUp, InputKeyDownEnter } =
  useCombobox.stateChangeTypes
/**
 * The arrows mark; Enter chooses and leaves the mark. The mouse, a lost focus and a letter change nothing here: the
 * field and a press on an item are the caller's.
 */
function onlyByKey<Item>(
  state: UseComboboxState<Item>,
  { type, changes }: UseComboboxStateChangeOptions<Item>,
) {
  if (type === InputKeyDownArrowDown || type === InputKeyDownArrowUp) return changes
  if (type !== InputKeyDownEnter) return state
  return { ...state, selectedItem: changes.selectedItem ?? null }
}

/** Where the mark is, or -1. An item that went away under the mark leaves it to the best one. */
function markedIndex<Item>(
  { items, best, keyOf }: SearchListOptions<Item>,
  moved: string | null | undefined,
): number {
  if (moved === null) return -1
  const indexOf = (key: string) => items.findIndex((item) => keyOf(item) === key)
  const at = moved === undefined ? -1 : indexOf(moved)
  return at === -1 && best !== null ? indexOf(keyOf(best)) : at
}

/**
 * A field that searches a list which stays in view: a combobox as ARIA has it. The focus stays in the field, and the
 * marked item is its active descendant. The arrows mark, round the ends, and Enter chooses; all other keys are the
 * field's. `field`, `list` and `itemProps` are spread on the elements. The list is a `listbox` of options; give it and
 * its items the roles `grid` and `row` where items hold buttons.
 */
export function useSearchList<Item>(options: SearchListOptions<Item>) {
  const { typed, items, isOpen, keyOf, onChoose, onChooseOther = onChoose } = options
  /** The key of the item that an arrow has marked, null after Escape; undefined while the best one is marked. */
  const [moved, setMoved] = useState<string | null>()
  const [before, setBefore] = useState(typed)
  if (before !== typed) {
    setBefore(typed)
    setMoved(undefined)
  }
  const index = markedIndex(options, moved)
  const marked = items[index] ?? null

  const { getInputProps, getMenuProps, getItemProps } = useCombobox<Item>({
    items: [...items],
    isOpen,
    inputValue: typed,
    selectedItem: null,
    highlightedIndex: index,
    itemToString: (item) => (item === null ? '' : keyOf(item)),
    stateReducer: onlyByKey,
    scrollIntoView: (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' }),
    onHighlightedIndexChange({ highlightedIndex }) {
      const next = items[highlightedIndex]
      setMoved(next === undefined ? null : keyOf(next))
    },
    onSelectedItemChange({ selectedItem }) {
      if (selectedItem !== null) onChoose(selectedItem)
    },
  })
  // Its ref is left out: downshift would take the focus whenever the list opens. The focus is the agent's.
  const input = getInputProps({}, { suppressRefError: true })
  const menu = getMenuProps({}, { suppressRefError: true })

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const key = plainKeyOf(event.nativeEvent)
    const isEnter = key === 'Enter' && event.target instanceof HTMLInputElement && !event.repeat
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (isOpen && items.length > 0) input.onKeyDown?.(event)
    } else if (key === 'Escape' && options.unmarkOnEscape === true) {
      event.preventDefault()
      setMoved(null)
    } else if (isEnter && marked !== null && event.shiftKey) {
      event.preventDefault()
      onChooseOther(marked)
    } else if (isEnter && marked !== null) {
      input.onKeyDown?.(event)
    }
  }
  return {
    marked,
    onKeyDown,
    field: {
      id: input.id,
      role: input.role,
      autoComplete: input.autoComplete,
      'aria-autocomplete': input['aria-autocomplete'],
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? menu.id : undefined,
      'aria-activedescendant': isOpen ? input['aria-activedescendant'] || undefined : undefined,
    },
    list: { id: menu.id, role: menu.role },
    itemProps(item: Item) {
      const { id, ref, role, ...rest } = getItemProps({ item, index: items.indexOf(item) })
      return { id, ref, role, 'aria-selected': rest['aria-selected'] }
    },
  }
}
