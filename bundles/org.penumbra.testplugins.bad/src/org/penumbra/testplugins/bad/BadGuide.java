package org.penumbra.testplugins.bad;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;

/** Makes no guide. */
public final class BadGuide implements GuideFamily<Record> {

    @Override
    public Guide create(Target target, Record options, Start start) {
        throw new UnsupportedOperationException("only for targets with an even number of coordinates");
    }
}
