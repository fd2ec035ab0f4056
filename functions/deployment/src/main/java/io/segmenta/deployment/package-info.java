/** The deployment function. */
package io.segmenta.deployment;
