/**
 * What events of AWS say, in words of our own. For functions that are called by them: the types of the events are those
 * functions' dependency, and no other's.
 */
@NullMarked
package io.segmenta.platform.events;

import org.jspecify.annotations.NullMarked;
