/**
 * The columns of a Parquet file. {@link io.segmenta.pipeline.read.parquet.ParquetFile} is the door. The footer and the
 * headers of all pages are read and checked here before a value is decoded, and the pages are unpacked here; Hardwood
 * decodes what has been checked, one stretch of one column at a time, which it is given as a file of that column alone.
 * So nothing a file claims makes it allocate, and it needs none of its native codecs. Only this package knows Hardwood
 * and aircompressor; what it throws is a {@link java.io.IOException} where the file is damaged and a
 * {@link io.segmenta.model.base.DataException} where it asks for what is not supported.
 */
@NullMarked
package io.segmenta.pipeline.read.parquet;

import org.jspecify.annotations.NullMarked;
