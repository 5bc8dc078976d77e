"""Pure text tools: sentences, words, names, similarity, languages, slugs. Nothing here knows of clippings."""
