/** Tests against LocalStack in a container; left out, and reported so, where there is no Docker. */
package io.segmenta.local.docker;
