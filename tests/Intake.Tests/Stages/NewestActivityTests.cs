using Intake.Accounts;
using Intake.Playbooks.Conditions;

namespace Intake.Tests.Stages;

/// <summary>What somebody does who is never handed off hides nothing of what their colleagues do.</summary>
public class NewestActivityTests
{
    [Fact]
    public void New_facts_hand_off_for_a_colleague_although_a_student_did_something_since()
    {
        var scene = new Scene { Company = new Scene().Company with { Staff = null, Industry = null } };
        scene.Does("webinar-registered", "pweb-energie", 0).Does("calculator-used", "calc-piekvermogen", 0);
        scene.Does("whitepaper-requested", "wp-netcongestie", 1, person: "stu", student: true);
        Assert.Empty(scene.State.Handoffs);

        scene.State = scene.State with { Account = scene.State.Account with { Book = new Scene().Company } };
        scene.Waits(2);

        Assert.Equal(("mql", "ann"), (scene.Energy.Stage, scene.Handoff.Trigger.Person));
    }

    [Fact]
    public void What_a_student_does_ends_no_rest()
    {
        var scene = new Scene().Qualifies();
        scene.Answers("reject", 1, "no-timing", new DateOnly(2026, 10, 15));
        scene.Does("calculator-used", "calc-piekvermogen", 5);
        scene.Does("whitepaper-requested", "wp-netcongestie", 11, person: "stu", student: true);
        Assert.Equal("recycled", scene.Energy.Stage);

        scene.Waits(12);

        Assert.Equal(("recycled", "resting"), (scene.Energy.Stage, scene.Last.Cause));
    }

    [Fact]
    public void A_wrong_person_is_none_of_the_persons_of_the_lead()
    {
        var scene = new Scene().Does("whitepaper-requested", "wp-netcongestie", 0, person: "bob").Qualifies(1);
        scene.Answers("reject", 2, "wrong-person");
        var values = new FieldValues();

        AccountFields.Fill(values, scene.State.Account, scene.Energy);

        Assert.Equal(1 * FieldValues.Scale, values.Numbers[Fields.Persons.Index]);
    }

    [Fact]
    public void One_that_comes_late_lets_a_newer_one_pass_at_once()
    {
        var scene = new Scene().Qualifies();
        // Its points are taken out again.
        scene.Answers("reject", 1, "support");
        scene.Does("calculator-used", "calc-piekvermogen", 2);
        Assert.Equal("unqualified", scene.Energy.Stage);

        scene.Does("price-list-downloaded", "prijslijst-energie", -2, receivedDays: 5);

        Assert.Equal(("mql", "calculator-used"), (scene.Energy.Stage, scene.Energy.LastTrigger!.Activity));
    }
}
