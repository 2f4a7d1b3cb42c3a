package org.penumbra.ui.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.resources.ICommand;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IProjectNature;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;

/** A project with models: they are checked whenever they change. */
public final class ModelNature implements IProjectNature {

    public static final String ID = "org.penumbra.ui.nature";

    private IProject project;

    /** Gives a project the nature, unless it has it. */
    public static void add(IProject project, IProgressMonitor monitor) throws CoreException {
        IProjectDescription description = project.getDescription();
        if (!description.hasNature(ID)) {
            List<String> natures = new ArrayList<>(List.of(description.getNatureIds()));
            natures.add(ID);
            description.setNatureIds(natures.toArray(String[]::new));
            project.setDescription(description, monitor);
        }
    }

    @Override
    public void configure() throws CoreException {
        IProjectDescription description = project.getDescription();
        List<ICommand> commands = new ArrayList<>(List.of(description.getBuildSpec()));
        if (commands.stream().noneMatch(command -> command.getBuilderName().equals(ModelBuilder.ID))) {
            ICommand command = description.newCommand();
            command.setBuilderName(ModelBuilder.ID);
            commands.add(command);
            set(description, commands);
        }
    }

    @Override
    public void deconfigure() throws CoreException {
        IProjectDescription description = project.getDescription();
        set(description, Arrays.stream(description.getBuildSpec())
                .filter(command -> !command.getBuilderName().equals(ModelBuilder.ID)).toList());
    }

    private void set(IProjectDescription description, List<ICommand> commands) throws CoreException {
        description.setBuildSpec(commands.toArray(ICommand[]::new));
        project.setDescription(description, null);
    }

    @Override
    public IProject getProject() {
        return project;
    }

    @Override
    public void setProject(IProject owner) {
        project = owner;
    }
}
