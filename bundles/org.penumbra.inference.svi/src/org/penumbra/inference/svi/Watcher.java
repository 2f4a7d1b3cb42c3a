package org.penumbra.inference.svi;

/** Watches the steps of a run and remembers what its judgement needs. */
interface Watcher {

    /**
     * @param step 1 for the first
     * @param parameters at which the estimate was made
     */
    void add(long step, double value, double[] parameters, double[] gradient);

    /** A block of steps begins: what is saved later is the state now. */
    void mark();

    /** The state at the latest {@link #mark}. */
    void save(Ledger ledger);

    void restore(Ledger ledger);

    /** Watches nothing. */
    Watcher NOTHING = new Watcher() {
        @Override
        public void add(long step, double value, double[] parameters, double[] gradient) {
            // Nobody asks later.
        }

        @Override
        public void mark() {
            // Nothing is remembered.
        }

        @Override
        public void save(Ledger ledger) {
            // Nothing is remembered.
        }

        @Override
        public void restore(Ledger ledger) {
            // Nothing is remembered.
        }
    };
}
