package io.segmenta.platform.bus;

import io.segmenta.platform.catalogue.Announcement;

/** Where other systems listen. */
public interface Bus {
    /**
     * Tells them; when this returns they will hear it, at least once.
     *
     * @throws BusException when it was not taken; nothing was told then
     */
    void send(Announcement announcement);
}
