using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>Whether a person may be approached at all: the score lane hands nobody over who may not be contacted by any channel.</summary>
public static class Reachability
{
    /// <summary>By the rules of contact.</summary>
    public static Reachable By(ContactRules rules) => (account, _, member) =>
    {
        var permission = Permissions.For(member, account, asked: member.AskedAt is not null, rules);
        return permission.Phone is not null || permission.Mail is not null;
    };
}
