package org.penumbra.testplugins.good;

import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;

/** Leaves a trace when it is initialised, so that a test can show that listing does not. */
public final class TestUntouched implements GuideFamily<Record> {
    /** The system property that is set as soon as this class is initialised. */
    public static final String TRACE = "org.penumbra.testplugins.good.untouched";

    static {
        System.setProperty(TRACE, "initialised");
    }

    @Override
    public Guide create(Target target, Record options, Start start) {
        return new TestShiftedNormal().create(target, new TestShiftedNormal.Options(1), start);
    }
}
