/** What a file would be read as, told from its beginning before anybody trains on it. */
@NullMarked
package io.segmenta.pipeline.preview;

import org.jspecify.annotations.NullMarked;
