using Intake.Playbooks;
using Intake.Playbooks.Conditions;

namespace Intake.Stages;

/// <summary>Which of the working stages a lead is in: the last one whose condition holds. It leaves one by another line than it enters it, so that it does not flap.</summary>
internal static class WorkingStage
{
    public static Stage Of(Case it)
    {
        var stages = it.Playbook.Stages;
        var found = stages.Of(Role.Working);
        // Whom we do not sell to is not worked on either.
        if (stages.Stages.All(stage => stage.Enter is null) || Excluded.Account(it.Account, it.Playbook) is not null) return found;
        var (values, reached) = (CaseFields.Of(it, it.Eligible), Reached(it));
        foreach (var (index, stage) in stages.Stages.Index())
            if (stage.Enter is { } enter && (enter.Holds(values) || (index <= reached && Stays(stage, values)))) found = stage;
        return found;
    }

    private static bool Stays(Stage stage, FieldValues values) => stage.Stay is { } stay && stay.Holds(values);

    // What has been with sales has been through all of them.
    private static int Reached(Case it)
    {
        if (it.Role == Role.Handoff) return int.MaxValue;
        foreach (var (index, stage) in it.Playbook.Stages.Stages.Index())
            if (stage.Id == it.Lead.Stage && stage.Role == Role.Working) return index;
        return -1;
    }
}
