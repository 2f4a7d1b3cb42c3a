package org.penumbra.visualization;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.penumbra.model.Model;
import org.penumbra.picture.Lettering;
import org.penumbra.picture.Picture;

/** The graph of a model, with its plates and statements, as a picture beside those of a run. */
public final class GraphPicture implements Picture {

    private final Model model;
    private final Scene light;
    private final Scene dark;

    public GraphPicture(Model model) {
        this.model = model;
        this.light = ModelScene.of(ModelGraph.of(model), Theme.LIGHT);
        this.dark = ModelScene.of(ModelGraph.of(model), Theme.DARK);
    }

    @Override
    public String title() {
        return "Model " + model.getName();
    }

    @Override
    public String description() {
        return "The graph of the model: sites, data and plates, with the statements behind them.";
    }

    @Override
    public double width() {
        return Math.ceil(light.width());
    }

    @Override
    public double height() {
        return Math.ceil(light.height());
    }

    @Override
    public void paint(Graphics2D canvas, org.penumbra.picture.Theme theme) {
        Scene scene = theme == org.penumbra.picture.Theme.LIGHT ? light : dark;
        Graphics2D own = (Graphics2D) canvas.create();
        own.setColor(Color.decode(scene.background()));
        own.fill(new Rectangle2D.Double(0, 0, width(), height()));
        scene.marks().forEach(mark -> {
            switch (mark) {
                case Mark.Form form -> form(own, form);
                case Mark.Text text -> text(own, text);
            }
        });
        own.dispose();
    }

    private static void form(Graphics2D canvas, Mark.Form form) {
        if (form.fill() != null) {
            canvas.setColor(Color.decode(form.fill()));
            canvas.fill(form.shape());
        }
        if (form.line() != null) {
            float[] dashes = form.dashes().lengths();
            canvas.setStroke(new BasicStroke((float) form.lineWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
                    dashes.length == 0 ? null : dashes, 0));
            canvas.setColor(Color.decode(form.line()));
            canvas.draw(form.shape());
        }
    }

    private static void text(Graphics2D canvas, Mark.Text text) {
        Lettering letters = new Lettering(text.size());
        double left = text.centred() ? letters.width(text.text()) / 2 : 0;
        canvas.setFont(letters);
        canvas.setColor(Color.decode(text.colour()));
        canvas.drawString(text.text(), (float) (text.anchor().x() - left), (float) text.anchor().y());
    }
}
