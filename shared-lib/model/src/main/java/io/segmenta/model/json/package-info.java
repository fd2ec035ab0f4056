/**
 * JSON as plain maps, lists and values over a streaming parser, for the library's own documents. Bounded in size and
 * depth; no data binding, so that a cold function starts fast. Not meant for use outside the library.
 */
@NullMarked
package io.segmenta.model.json;

import org.jspecify.annotations.NullMarked;
