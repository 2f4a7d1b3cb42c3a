package org.penumbra.ui.editor;

import java.util.stream.Stream;
import org.eclipse.core.resources.IMarker;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolutionGenerator2;
import org.penumbra.ui.build.Finding;

/** Quick fixes of what is marked: the names that may have been meant. They work in editors and in the Problems view. */
public final class Corrections implements IMarkerResolutionGenerator2 {

    @Override
    public boolean hasResolutions(IMarker marker) {
        return !marker.getAttribute(Finding.CANDIDATES, "").isEmpty();
    }

    @Override
    public IMarkerResolution[] getResolutions(IMarker marker) {
        return Stream.of(marker.getAttribute(Finding.CANDIDATES, "").split("\n")).filter(name -> !name.isEmpty())
                .map(Replacement::new).toArray(IMarkerResolution[]::new);
    }
}
