/**
 * The whole path on a stack of its own: a file dropped in the bucket becomes a live answer, whatever goes wrong on the
 * way. Tests see the system as clients do; they need the archives, so they run after packaging.
 */
package io.segmenta.local.journey;
