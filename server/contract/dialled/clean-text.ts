/** Marks of direction, joiners, soft hyphens and variation selectors: they come along with a copied number. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu
/** Full-width forms, U+FF01 to U+FF5E, stand as far from ASCII each. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/gu
const FULL_WIDTH_OFFSET = 0xfee0
const ARABIC_DIGIT = /[\u0660-\u0669\u06F0-\u06F9]/gu

/**
 * A text as it is seen, in ASCII signs where it means them: without what is invisible, with plain spaces, dashes,
 * digits and signs. Nothing that is seen is left out; line breaks and tabs stay, because what they part is not one
 * number.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(UNSEEN, '')
    .replaceAll(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replaceAll(ARABIC_DIGIT, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replaceAll(/\p{Zs}/gu, ' ')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .trim()
}
