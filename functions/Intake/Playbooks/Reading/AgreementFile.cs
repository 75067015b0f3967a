using System.Collections.Immutable;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>agreement.json</c>.</summary>
internal static class AgreementFile
{
    public const string Name = "agreement.json";

    public static Agreement Read(Node root)
    {
        var agreement = new Agreement(
            root.Text("company"),
            root.List("approvals", node => new Approval(node.OneOf("side", "marketing", "sales"), node.Text("name"), node.Day("on"))),
            root.Day("reviewBy"),
            root.List("promises", PromiseOf));
        if (root.OptionalObject("limits") is { } limits) agreement = agreement with { Limits = LimitsOf(limits, agreement.Limits) };
        root.Close();
        if (!Approves(agreement.Approvals, "marketing")) root.Problem("approvals", "nobody of marketing approved");
        if (!Approves(agreement.Approvals, "sales")) root.Problem("approvals", "nobody of sales approved");
        return agreement;
    }

    private static bool Approves(ImmutableArray<Approval> approvals, string side) => approvals.Any(approval => approval.Side == side);

    private static HandoffLimits LimitsOf(Node node, HandoffLimits otherwise)
    {
        var limits = new HandoffLimits(
            node.OptionalInt("handoffsPerWeek", 1, 10_000) ?? otherwise.HandoffsPerWeek, node.OptionalInt("shareFromPercent", 0, 100) ?? otherwise.ShareFromPercent,
            node.OptionalInt("shareToPercent", 0, 100) ?? otherwise.ShareToPercent, node.OptionalInt("handoffsAtActivation", 0, 100_000) ?? otherwise.AtActivation);
        if (limits.ShareFromPercent > limits.ShareToPercent) node.Problem("shareFromPercent", $"{limits.ShareFromPercent} is more than shareToPercent, {limits.ShareToPercent}");
        node.Close();
        return limits;
    }

    private static Promise PromiseOf(Node node) => new(
        node.Id("id"), node.OneOf("side", "marketing", "sales"), node.Localized("text"), node.Id("measure"),
        node.OptionalInt("atLeast", 0, int.MaxValue), node.OptionalInt("atMost", 0, int.MaxValue));
}
