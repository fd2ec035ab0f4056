/** The dashboard as people use it, in a browser. */
@NullMarked
package io.segmenta.dashboard.browser;

import org.jspecify.annotations.NullMarked;
