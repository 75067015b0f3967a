using Microsoft.Extensions.DependencyInjection;

namespace Intake.Referrals;

/// <summary>Registers referrals.</summary>
internal static class ReferralServices
{
    /// <summary>Adds their pages, their links and the command that mails one.</summary>
    public static IServiceCollection AddReferrals(this IServiceCollection services) => services
        .AddSingleton<ReferralLinks>().AddSingleton<ReferralLinkHandler>()
        .AddSingleton<ReceiveReferral>().AddSingleton<ReferralPages>().AddSingleton<ReferralDoor>();
}
