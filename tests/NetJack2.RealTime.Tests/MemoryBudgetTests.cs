// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.RealTime.Tests;

[Property("Defect", "Fault-02")]
public class MemoryBudgetTests
{
    [Test]
    public void One_session_may_have_half_of_what_the_module_has()
    {
        var budget = new MemoryBudget();
        Assert.That(budget.TryReserve(MemoryBudget.MostPerSession + 1), Is.False);
        Assert.That(budget.Used, Is.Zero);
        Assert.That(budget.TryReserve(MemoryBudget.MostPerSession), Is.True);
        Assert.That(budget.Used, Is.EqualTo(MemoryBudget.MostPerSession));
    }

    [Test]
    public void What_is_given_back_can_be_taken_again()
    {
        var budget = new MemoryBudget();
        Assert.That(budget.TryReserve(MemoryBudget.MostPerSession) && budget.TryReserve(MemoryBudget.MostPerSession), Is.True);
        Assert.That(budget.TryReserve(1), Is.False);
        budget.Give(1000);
        Assert.That((budget.TryReserve(1001), budget.TryReserve(1000)), Is.EqualTo((false, true)));
    }
}
