using Intake.Handoffs;

namespace Intake.Playbooks.Reading;

/// <summary>Reads the clocks of a lane.</summary>
internal static class ClocksReader
{
    public static LaneClocks Lane(Node? clocks, string name)
    {
        var node = clocks?.Object(name);
        var lane = new LaneClocks
        {
            MailAtOnce = node?.OneOf("mailLeaves", "at-once", "in-hours") == "at-once",
            AnswerBy = Time(node, "answerBy"),
            Reminder = Time(node, "reminder"),
            TeamLeadTold = Time(node, "teamLeadTold"),
            Reassigned = Time(node, "reassigned"),
            FirstContact = Time(node, "firstContact"),
            BackToPool = Time(node, "backToPool"),
            QualifyNudge = Time(node, "qualifyNudge"),
            QualifiedBy = Time(node, "qualifiedBy"),
            OpportunityBy = Time(node, "opportunityBy"),
        };
        if (lane.AnswerBy.Minutes > 0 && lane.Reminder.Minutes >= lane.AnswerBy.Minutes)
            node?.Problem("reminder", "must come before the answer is due");
        node?.Close();
        return lane;
    }

    private static WorkingTime Time(Node? node, string name) =>
        node?.Value<WorkingTime>(name, WorkingTime.TryParse, "no working time such as 45m, 8h or 5d", default) ?? default;
}
