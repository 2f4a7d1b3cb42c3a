package org.penumbra.ui.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** What the windows of the workbench show, for people to look at. */
final class Screenshot {

    private Screenshot() {
    }

    /** Every visible window at its place, as target/screenshots/NAME.png. */
    static void take(String name) {
        Path file = Path.of("target", "screenshots", name + ".png");
        Bench.ui(() -> {
            Files.createDirectories(file.getParent());
            Display display = Display.getDefault();
            display.update();
            Image screen = blank(display, display.getBounds());
            GC graphics = new GC(screen);
            for (Shell shell : display.getShells()) {
                if (shell.isVisible()) {
                    draw(shell, graphics);
                }
            }
            graphics.dispose();
            ImageLoader writer = new ImageLoader();
            writer.data = new ImageData[] {screen.getImageData()};
            writer.save(file.toString(), SWT.IMAGE_PNG);
            screen.dispose();
            return null;
        });
    }

    private static void draw(Shell shell, GC screen) {
        Rectangle bounds = shell.getBounds();
        if (bounds.width > 0 && bounds.height > 0) {
            Image image = blank(shell.getDisplay(), bounds);
            GC graphics = new GC(image);
            shell.print(graphics);
            graphics.dispose();
            screen.drawImage(image, bounds.x, bounds.y);
            image.dispose();
        }
    }

    private static Image blank(Display display, Rectangle size) {
        return new Image(display, new ImageData(size.width, size.height, 24,
                new PaletteData(0xFF0000, 0xFF00, 0xFF)));
    }
}
